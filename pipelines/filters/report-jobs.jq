# The jobs of hours.log: seconds, kind, product; a row each
capture("^(?<seconds>[0-9]+[.][0-9]+)\t(?<kind>[a-z]+) (?<name>[^\t]*)\t") | .seconds |= tonumber | row
