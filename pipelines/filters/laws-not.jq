# The sentence of wca-relax as the row of a density ($phi) that has no law.
{phi: $phi, computer_temperature: null, computer_temperature_error: null, computer_temperature_reason: sub("^wca-relax: [^ ]*: "; "")} | plain
