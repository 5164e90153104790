"""合同: the contract register of the station, by hand and as a file."""
