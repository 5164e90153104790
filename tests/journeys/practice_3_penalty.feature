Feature: The penalty by contract: explained, waived only by the station, paid off in parts
  What a laptop asks for travels in the day package, is decided at the station's own window, and comes back with
  the route. After each journey both books agree to the fen and every journal verifies.

  Background:
    Given the demo villages on 23 November 2026 at 18:42

  Scenario: A waiver asked for on the card is granted and stands on the receipt with its number
    Given a household that owes a penalty of more than 2 yuan on one bill
    When I ask on its card for 1 yuan less because "户主住院"
    Then the card says that the station has not answered
    And its penalty is the same on both seats
    When the evening at the station approves everything
    And I hand over the day
    Then its penalty is 1 yuan less on both seats
    When it pays everything at the door
    Then the receipt names 1 yuan waived and the number of the approval, and how the penalty came about
    When I hand over the day
    Then no waiver at either seat lacks its approval
    And both seats agree

  Scenario: A contract that agrees on more than the law allows is told of, and the law's rate is charged
    Given a household that owes a penalty of more than 2 yuan on one bill
    When the station registers its contract with 5 permille a day as it was signed
    And the station issues a route and the laptop takes it
    Then its card warns that the rate is over the law
    And its penalty on both seats is what the most the law allows comes to

  Scenario: A repayment plan signed at the door holds off the cut as long as it is kept
    Given a household more than 30 days overdue
    When it signs a plan of 3 parts
    And the evening at the station approves everything
    Then no disconnection can be asked for while the plan is kept
    When a month goes by without a payment
    Then the plan has lapsed and no longer stands against it
