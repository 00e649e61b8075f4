"""Reading Excel workbooks: one streaming walk over each sheet, with nothing that the file does not hold."""
