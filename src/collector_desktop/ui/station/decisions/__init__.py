"""审批: what the collectors ask for, and the station's answer."""
