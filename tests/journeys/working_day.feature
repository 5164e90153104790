Feature: A collector's working day
  Every journey goes through the real window by keyboard alone, over two real databases.
  After each, both books agree to the fen and every journal verifies.

  Background:
    Given the demo villages on 23 November 2026 at 18:42

  Scenario: A plain day
    When I collect the exact amount at 5 doors
    And nobody answers at 3 doors
    And I count the drawer exactly and close the day
    And I bank the takings with slip "BOC-1"
    And I hand over and the station takes it in
    And the station issues a route and I take it
    Then 5 receipts were given and 3 knocks found nobody
    And no cash is in hand
    And nothing waits for the station
    And both books agree

  Scenario: A part payment and a promise
    Given the door at hand owes more than 20 yuan
    When I collect 20 yuan at the door at hand
    Then that account still owes the rest
    When I record a promise for tomorrow morning
    Then the promise is kept in the books for tomorrow morning
    When I hand over and the station takes it in
    Then both books agree

  Scenario: What is paid over becomes prepayment and is offset against the next bill
    When I collect 500 yuan at the door at hand and keep the change as prepayment
    Then the account has prepayment for the rest of 500 yuan
    When I hand over and the station takes it in
    And the station recalls the bills and imports next month's export
    Then the next bill of that account is settled from its prepayment without a receipt
    When the station issues a route and I take it
    Then both books agree

  Scenario: A receipt is voided and another printed again
    When I collect the exact amount at 2 doors
    And I void the first receipt because "金额收错"
    And I print the second receipt again
    Then the first number stays, marked void, and its bill is open again
    And the second receipt counts one reprint
    When I hand over and the station takes it in
    Then both books agree

  Scenario: A bill was paid at the counter meanwhile
    When the door at hand pays at the counter and the station imports it
    And I collect the exact amount at the door at hand
    And I hand over and the station takes it in
    Then the station's attention list says that bill was paid twice
    And the account has the money as prepayment at the station
    When the station issues a route and I take it
    Then my attention list says so too
    And both books agree

  Scenario: Packages handed over twice, taken in twice, and out of order
    When I collect the exact amount at 2 doors
    And I hand over to package "first"
    And I collect the exact amount at 1 door
    And I hand over to package "second"
    Then package "second" taken in first brings 3 payments
    And package "first" taken in after it brings nothing
    And package "second" taken in again changes nothing
    And both books agree

  Scenario: A later package without the earlier one is refused until the earlier one comes
    When I collect the exact amount at 1 door
    And I hand over to package "first"
    And the station takes in package "first", issues a route, and I take it
    And I collect the exact amount at 1 door
    And I hand over to package "second"
    And the station's books are put back to before package "first"
    Then package "second" is refused because lines are missing
    When package "first" is taken in again, and then package "second"
    Then both books agree

  Scenario: A route is taken while the station has not read everything
    When I collect the exact amount at 2 doors
    And I hand over and the station takes it in
    And I collect the exact amount at 3 doors
    And the station issues a route and I take it
    Then 3 payments wait for the station and their bills stay settled
    When I hand over and the station takes it in
    Then both books agree

  Scenario: The drawer is short
    When I collect the exact amount at 3 doors
    And I count the drawer 10 yuan short because "找错钱" and close the day
    Then the close says 10 yuan short with that reason
    When I hand over and the station takes it in
    Then the station's attention list says the drawer was short
    And both books agree

  Scenario: Sixty doors
    When I go through 60 doors, collecting at two of three
    Then every exact payment took 2 keys and every unanswered knock 1
    When I hand over and the station takes it in
    Then both books agree
