Feature: A planned day, and what was learned on it
  The plan suggests and says why; the collector decides with a key, and paper order is one key away.

  Background:
    Given the demo villages on 23 November 2026 at 18:42

  Scenario: The collector wants a day otherwise than planned
    Given it is seven in the morning and Today shows the plan
    When I pin a door that was to wait
    Then it is in the morning's plan and I am at it
    When I put the door at hand into the evening
    And I leave the next door out today
    And it begins to rain
    Then the morning is planned for rain around what I said
    When nobody answers at 2 doors
    Then only those doors left the morning's plan
    When noon comes
    Then Today shows the noon, with everything I said still standing
    When I ask for paper order
    Then everybody who owes is listed as in the book, even the door left out
    When I ask for the plan again
    Then Today shows the noon, with everything I said still standing
    When I hand over the day
    Then both seats agree

  Scenario: A substitute starts with what the former collector learned
    Given the former collector's day, on which nobody answered at 3 doors
    When I hand over the day
    And the station gives the route to a substitute with a new laptop
    And the substitute takes the route
    Then the substitute knows no knock, and yet when each household is at home
    And the substitute's Today shows a plan made of that
