Feature: Good relations with the villages
  What a laptop asks for travels in the day package, is decided at the station's own window, and comes back with
  the route. After each journey both books agree to the fen and every journal verifies.

  Background:
    Given the demo villages on 23 November 2026 at 18:42

  Scenario: What a village said is answered by the station and heard at the next meeting
    Given a village meeting raised the opinion "晚上来收费太晚"
    When I hand over the day
    And the station answers it with "改为六点半到八点"
    And the station issues a route and the laptop takes it
    Then the next meeting's agenda asks whether "改为六点半到八点" was enough
    And both seats agree

  Scenario: What a village asks of the station is done by the collector and told to the township
    Given the station opened flood fighting for a village that asked for "排涝泵要接电"
    When the station issues a route and the laptop takes it
    Then the request waits on the village's page at the laptop
    When two of us go for 6 hours and "泵转起来了"
    And I hand over the day
    Then the station's township report counts 1 request, 1 done, 1 visit and 6 hours of flood fighting
    And the page and the spreadsheet say the same and name nobody
    When the laptop reports the month to the township and hands over
    Then the station has the page as it went
    And both seats agree
