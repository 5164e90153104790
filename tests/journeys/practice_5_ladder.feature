Feature: The ladder to the last resort and back
  What a laptop asks for travels in the day package, is decided at the station's own window, and comes back with
  the route. After each journey both books agree to the fen and every journal verifies.

  Background:
    Given the demo villages on 23 November 2026 at 18:42

  Scenario: Nobody is cut off before every step, and whoever pays has supply back
    Given a household more than 30 days overdue
    When I demand what it owes and it signs for the notice
    Then no disconnection notice can be issued without approval
    When I apply for its disconnection
    And the evening at the station approves everything
    Then a cut is refused before its notice, its window, the call and the check
    When the disconnection notice is served and its day comes
    And the household is called, checked half an hour later and cut off
    And it pays everything
    Then the clock gives 24 hours to reconnect
    When supply is back and I hand over
    Then both seats know the whole ladder
    And both seats agree

  Scenario: The court is asked with what proves the debt, and payment ends that too
    Given a household more than 30 days overdue
    When I demand what it owes and it signs for the notice
    Then the laptop itself can not sue
    When I hand over the day
    And the station asks the court for a payment order
    Then its evidence has the demand and the proof of service
    When the station issues a route and the laptop takes it
    Then the claim stands on both seats as "accepted"
    When it pays everything
    And I hand over the day
    And the station withdraws what is paid
    And the station issues a route and the laptop takes it
    Then the claim stands on both seats as "withdrawn"
    And both seats agree
