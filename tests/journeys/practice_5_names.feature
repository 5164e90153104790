Feature: Grades can be objected to, names do not leave by themselves
  What a laptop asks for travels in the day package, is decided at the station's own window, and comes back with
  the route. After each journey both books agree to the fen and every journal verifies.

  Background:
    Given the demo villages on 23 November 2026 at 18:42

  Scenario: A grade is objected to from the list of accounts and the objection is upheld
    Given a household with less than a full grade
    When I open its grade and object with "那个月停电"
    And the evening at the station approves everything
    Then the line objected to has all its points on both seats

  Scenario: Names leave the program only with the manager's approval
    When I ask for a list with names of one village
    Then no list can be made yet
    When the evening at the station approves everything
    Then one list can be made, and its line stands in the journal
