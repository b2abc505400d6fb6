# F_s of each size beside that of the largest, for wca-compare
map(select(.fs != null)) | max_by(.particles) as $largest | sort_by(.particles)[]
| {phi, temperature, tau, particles, samples: .glasses, value: .fs, error: .fs_error, other_value: $largest.fs, other_error: $largest.fs_error,
   other_samples: $largest.glasses}
| if .particles == $largest.particles then del(.other_value, .other_error) else . end
| row
