# The certificates of the glasses at a state point, a row each
having("equilibrium")[] | row
