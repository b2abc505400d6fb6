# The disconnectivity graphs with leaves in the order of their own tree. Called as plots/fig7-tree.gp is.
call "plots/fig7-tree.gp" ARG1 ARG2 ARG3 ARG4 "untangled"
