Feature: A laptop that is lost, and comes back with money in it
  Every journey goes through the real windows of both seats, over two real databases.

  Background:
    Given the demo villages on 23 November 2026 at 18:42

  Scenario: What a lost laptop collected later waits for the manager and then counts once
    When the manager revokes the laptop because "集上丢了"
    And the exact amount is collected at 2 doors
    And the laptop's day comes in at the station
    Then the station says that 2 payments are held
    And the first receipt shown at the station is told "停用的电脑开的"
    When the manager releases what is held because "电脑找到了,收费员核对过"
    Then the first receipt shown at the station is told "真实"
    And the station tells that it was shown 1 time before
    When the same day comes in again
    Then both seats agree

  Scenario: What a stolen laptop brings is rejected and never counts
    When the manager revokes the laptop because "被偷"
    And the exact amount is collected at 2 doors
    And the laptop's day comes in at the station
    And the manager rejects what is held because "住户说没有交过"
    Then the station counts none of it and keeps it as evidence
    And the first receipt shown at the station is told "停用的电脑开的"
