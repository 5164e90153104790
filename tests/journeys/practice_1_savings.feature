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

  Scenario: What is paid ahead at the door settles the next bill on both seats, without another receipt
    Given a household that owes nothing and pays 50 yuan ahead at its door
    When I hand over the day
    And the station's next export bills it 30 yuan for November
    And the station issues a route and the laptop takes it
    Then on both seats that bill is settled from the 50 yuan and 20 yuan are left
    And its statement tells what came in and what was used
    And both seats agree

  Scenario: A month the bank could not pay is known at the door with the reason, and gone once it is paid there
    Given a household whose bank pays, noted from its answer slip
    When I hand over the day
    And the station takes in the bank's file: its newest month failed for "余额不足"
    And the station issues a route and the laptop takes it
    Then its door is on today's list and says that the bank failed for "余额不足"
    When it pays what it owes at its door
    Then no bank failure waits there any more
    When I hand over the day
    Then no bank failure waits at the station either
    And both seats agree

  Scenario: No new deposit is ever taken
    When I look at the list of legacy deposits
    Then nothing there takes a new deposit and it says that this is treated as abuse
