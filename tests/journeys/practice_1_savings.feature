Feature: Prepayment, legacy deposits and the free yearly check
  What a laptop asks for travels in the day package, is decided at the station's own window, and comes back with
  the route. After each journey both books agree to the fen and every journal verifies.

  Background:
    Given the demo villages on 23 November 2026 at 18:42

  Scenario: Prepayment a customer wants back is refunded by the station, never at the door
    Given a household that paid ahead
    When it wants 10 yuan back in cash at the door
    Then that is refused because nothing is paid out of takings
    When it wants 10 yuan back at the counter
    And the evening at the station approves everything
    Then its prepayment is 10 yuan less on both seats
    And both seats agree

  Scenario: A legacy deposit settles bills on the customer's written wish
    Given a household with a legacy deposit that owes something
    When it wishes in writing to use 10 yuan of the deposit
    And the evening at the station approves everything
    Then 10 yuan less is held for it and 10 yuan less is owed on both seats
    And both seats agree

  Scenario: A free check is booked for this evening, made, and counted once a year
    Given a household entitled to the free check
    When its check is booked for this evening
    Then its door leads the evening
    When the check is made and everything is in order
    And the evening at the station approves everything
    Then the station knows the check and none is left this year
