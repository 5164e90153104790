Feature: The law made known, and prompt payers praised with their consent
  What is written down at the laptop's window is at the station's own window after the evening. Nobody's name leaves
  for a list that hangs unless the household agreed to it.

  Background:
    Given the demo villages on 23 November 2026 at 18:42

  Scenario: What was made known in a village and who agreed to be named is seen at the station
    When I log in a village's window that 35 people heard about the penalty at "村委会" and took 40 leaflets
    And a prompt payer there signs that its name may stand on the list
    And I hand over the day
    Then the station's window tells of the event with its place, 35 people and 40 leaflets
    And the station's red list names whoever agreed and only counts the others
    When that household takes its word back and I hand over the day
    Then the station's red list does not name it any more
    And both seats agree
