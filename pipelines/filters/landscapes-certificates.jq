# The certificates of the glasses at a state point, a row each: one that was started a second time is shown to be in equilibrium where both starts show it and
# agree (compare-starts-passed.jq)
having("passed") as $starts
| def of_glass: {glass, phi, density, temperature, particles, potential} | plain;
  having("equilibrium")[] | of_glass as $this
| ($starts | map(select(of_glass == $this and (.passed | not)))[0]) as $failed
| if .equilibrium and $failed != null then .equilibrium = false | .reason = $failed.reason else . end
| row
