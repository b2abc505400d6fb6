# words.sed: what a product is, in words, from its path below the folder of all products, a line each; pipelines/run says them. A product that no line
# here knows keeps its path.

# A state point in a folder's name, PHI-T or MODEL-rhoDENSITY-T; and that to which clones are brought, in the next folder.
s#^(glasses|basins|aging|liquids|jamming)/([a-z][a-z0-9]*-)?(rho)?([0-9.]+(e-[0-9]+)?)-([0-9.]+(e-[0-9]+)?)#\1/\3<\4, T = \6>#
s#(>[^/]*)/([a-z][a-z0-9]*-)?(rho)?([0-9.]+(e-[0-9]+)?)-([0-9.]+(e-[0-9]+)?)(-of-[a-z]+|-for-[0-9.e-]+)?/#\1/\3<\4, T = \6>/#
s#/<#/phi = <#g
s#/rho<#/rho = <#g
s#^glasses/(.*)>-([0-9]+)(-[^/]*)?/equilibrated[.].*#glass \2 at \1#
s#^glasses/(.*)>-([0-9]+)(-[^/]*)?/cold/equilibrated[.].*#second start of glass \2 at \1#
s#^glasses/(.*)>-([0-9]+)(-[^/]*)?/cold/held[.].*#glass \2 at \1, held below it#
s#^glasses/(.*)>-([0-9]+)(-[^/]*)?/inherent[.].*#minimum of glass \2 at \1#
s#^glasses/(.*)>-([0-9]+)(-[^/]*)?/later[.].*#glass \2 at \1, once it has passed#
# Of the landscapes of glasses: one by its density, the second and others by their numbers too
s#^glasses/(.*), T = .*>-1/.* = <.*>/#\1/#
s#^glasses/(.*), T = .*>-([0-9]+)(-[^/]*)?/.* = <.*>/#\1, glass \2/#
s#^(.*)/quenched-0*([0-9]+)[.].*#clones quenched, part \2, \1#
s#^(.*)/minima-0*([0-9]+)[.].*#minima, part \2, \1#
s#^(.*)/bands-0*([0-9]+)[.].*#bands of clone \2, \1#
s#^(.*)/pairs[.]jsonl#pairs of minima, \1#
s#^(.*)/tree[.]jsonl#tree that orders the minima, \1#
s#^(.*)/minimax[.]jsonl#lowest barriers over any sequence, \1#
s#^(.*)/disconnectivity[.]jsonl#disconnectivity graph, \1#
s#^(.*)/landscape[.]jsonl#numbers of the landscape, \1#
s#^equilibrium[.]jsonl#certificates and starts of all glasses#
s#^(basins|aging)/(.*)>/(.*)>/chi-([0-9]+)[.].*#clones of glass \4 at \3, from \2#
s#^(basins|aging)/(.*)>/(.*)>/(chi|msd)[.]jsonl#averages at \3, from \2#
s#^liquids/(.*)>/relaxation[.].*#relaxation at \1#
s#^liquids/(.*)>/pace[.].*#pace of relaxation at \1#
s#^liquids/(.*)>/samples-([0-9]+)[.].*#samples of liquid \2 at \1#
s#^liquids/(.*)>/fskt-([0-9]+)[.].*#relaxation of sample \2 at \1#
s#^jamming/(.*)>-([0-9]+)[.].*#jamming of glass \2, from \1#
s#^basins/(.*)>/ergodicity[.]jsonl#where glasses from \1 lose ergodicity#
s#^jamming/(.*)[.]>jsonl#averages of jamming, from \1#
s#^liquids/([0-9.]+)/times[.]jsonl#relaxation times at phi = \1#
s#^liquids/([0-9.]+)/laws[.]jsonl#laws of relaxation times at phi = \1#
s#^random/(.*)[.]jsonl#random packings at phi = \1#
s#^composition/size-([0-9]+)-0*([0-9]+)[.].*#relaxation of sample \2 of \1 particles#
s#^composition/size-([0-9]+)[.]jsonl#relaxation of samples of \1 particles#
s#^composition/([a-z]+)(-[0-9]+)?-0*([0-9]+)[.].*#composition of sample \3, \1#
s#^tuning/law[.]jsonl#time on the law of the liquid that is tuned#
s#^tuning/([0-9.]+)-([0-9]+)[.].*#swap in blocks of time \1, \2 exchanges#
s#^(.*)/searches/([a-z]+)_.*#minima by \2, \1#
s#^(.*)/basins[.]jsonl#which minima are of their basins, \1#
s#^(.*)/participation[.]jsonl#participation ratios by tolerance, \1#
s#^(.*)/checks/(pairs|walked)[.]txt#pairs that are checked, \1#
s#^(.*)/checks/walked[.]jsonl#paths walked once more, \1#
s#^(.*)/checks/([a-z0-9-]+)[.]jsonl#bands once more (\2), \1#
s#^landscapes/starts[.]jsonl#starts of glasses whose landscapes are many#
s#^landscapes/([a-z]+)-([0-9]+)[.].*#landscapes of state point \2: \1#
s#^reference/certificates-(.*)[.]jsonl#certificates of \1, for the reference#
s#^reference[.]jsonl[.]gz#merged rows, packed as a reference#
s#^(phi|rho)( = [^/]*)/(.*)$#\3, \1\2#
s#[<>]##g
