# Fig. 7 with the lowest barriers over any sequence of bands in place of V_AB. Called as plots/fig7.gp is.
call "plots/fig7.gp" ARG1 ARG2 ARG3 ARG4 "minimax"
