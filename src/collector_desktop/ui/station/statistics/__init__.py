"""统计 at the station: charts, reconciling, reports."""
