"""导入: a station's exports looked at before they come into the books."""
