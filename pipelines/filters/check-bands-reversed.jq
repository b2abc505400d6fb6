# Rows of pairs of frames that were handed over from the last, $last, to the first, with the positions that they have otherwise
. + {a: ($last - .b), b: ($last - .a)} | plain
