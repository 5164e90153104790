Feature: Short waits, and visits for people hard to meet
  What a laptop learns at the doors reaches the station with the day package, and counts there as it counts here.

  Background:
    Given the demo villages on 23 November 2026 at 18:42

  Scenario: Whom nobody ever met gets a slip, calls, is met as agreed, and does not wait long
    Given the household at the head of the hard-to-meet list
    When nobody answers and I leave a slip in one key
    Then the slip says which evenings we come and nothing of money
    When it calls and we agree on this evening
    Then its door leads the evening, among those where we are expected
    When it pays what is due at its door
    Then the appointment is kept and its wait is measured
    When I hand over the day
    Then the station counts the same appointments kept and the same waits
    And both seats agree

  Scenario: A message goes through the neighbour, and who is away is left in peace
    Given a door at hand where nothing is agreed
    When its neighbour says it is away until 1 December
    Then its door is not to be visited today
    When I hand over the day
    And the station issues a route and the laptop takes it
    Then both seats know the neighbour and the day
    And both seats agree
