# The grids of Figs 3 and 5: glasses brought to all these densities and temperatures.
# Needs: follow
# Profile: basins grids

# $1 a grid: its glass, the folder of what is found on it, its state points, and those of Fig. 2 with them
grid_glass = $(call followed_at,$(grids.$1.glass_phi))
grid_folder = $(folder.basins)/$(call state_of,followed.$(grid_glass))
$(foreach grid,$(grids),\
    $(eval grid_states.$(grid) := $(call follow,basins,$(call grid_glass,$(grid)),$(grids.$(grid).densities),$(grids.$(grid).temperatures)))\
    $(eval line_states.$(grid) := $(sort $(grid_states.$(grid)) $(if $(filter $(grids.$(grid).glass_phi),$(grids.$(grid).densities)),\
        $(call follow,basins,$(call grid_glass,$(grid)),$(grids.$(grid).glass_phi),$(followed.$(call grid_glass,$(grid)).quenches)))))\
    $(call crossings,$(call grid_folder,$(grid))/ergodicity.jsonl,$(line_states.$(grid))))

# $1 a table of T_G, $2 grids
grids_table = $(call ergodicity_table,$1,$(foreach grid,$2,$(call grid_folder,$(grid))/ergodicity.jsonl))
