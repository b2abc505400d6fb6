# T_g/T_d of the glasses (wca-relax --glass): its error, does the law hold and is T_d extrapolated (1 or 0), what it is at least where it is, what it would be on the lines of
# soft spheres, and with T_d of their line; why it is not there
def flag: if . then 1 else 0 end;
["phi", "temperature", "of_computer_temperature", "of_computer_temperature_error", "holds", "extrapolated", "at_least", "of_soft_spheres",
 "of_soft_spheres_error", "of_interpolated_temperature", "of_interpolated_temperature_error", "remark"] as $columns
| title($columns),
  (having("of_computer_temperature") | sort_by(.phi)[]
   | .holds |= flag | .extrapolated |= flag
   | .remark = (.of_computer_temperature_reason // (if .holds == 1 then "" else "the law does not hold the relaxation times" end)) | cells($columns))
