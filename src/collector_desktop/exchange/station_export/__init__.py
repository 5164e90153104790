"""The station's exports: spreadsheets and text tables in, frozen values and problems out."""
