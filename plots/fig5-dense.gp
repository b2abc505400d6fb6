# Fig. 5 of the glasses of the second grid. Called as plots/fig5.gp is.
call "plots/fig5.gp" ARG1 ARG2 ARG3
