# reference.bash: what make compare and make claims REFERENCE= share: which reference is meant, and its rows.
# shellcheck shell=bash

# find_reference: into $reference the file that is meant: that of REFERENCE; where it is 1 or nothing, that of the profile, or the only one there is, in
# $references. $profile is empty where none was named; $1 is said where there is no other.
find_reference() {
    local all=() names=() file
    if [[ $reference && $reference != 1 ]]; then
        [[ -f $reference ]] || refuse 66 "expected a packed run, of $call reference, for REFERENCE, found none at $reference"
        return
    fi
    for file in "$references"/reference-*.jsonl.gz; do
        [[ ! -f $file ]] || all+=("$file")
    done
    names=("${all[@]##*/reference-}")
    names=("${names[@]%.jsonl.gz}")
    reference=$references/reference-$profile.jsonl.gz
    [[ ! $profile || ! -f $reference ]] || return 0
    ((${#all[@]} > 0)) || refuse 66 "expected a reference in $references, found none: REFERENCE=FILE is one that $call reference PROFILE=NAME has packed"
    [[ ! $profile || ${1-} ]] || refuse 66 "expected a reference of the profile $profile in $references, found one of ${names[*]}: please name one of these by PROFILE, or another by REFERENCE=FILE"
    ((${#all[@]} == 1)) || refuse 64 "expected to be told which reference, found several in $references, of the profiles ${names[*]}: please name one by REFERENCE=FILE"
    reference=${all[0]}
}

# unpack_reference: its rows into $aside/reference, the first of which says of what run they are; or it is none
unpack_reference() {
    if ! { gzip --decompress --stdout "$reference" >"$aside/reference" &&
        head -n 1 "$aside/reference" | jq -e '.reference == "wca" and has("profile") and (.parameters | fromjson | type == "object")' >"$aside/said" &&
        jq empty "$aside/reference"; } 2>"$aside/said"; then
        refuse 65 "expected a packed run, of $call reference, found something else, or a part of one: $reference"
    fi
    # shellcheck disable=SC2034
    of_reference=$(head -n 1 "$aside/reference" | jq -r '"the profile \(.profile), seed \(.seed), version \(.version), commit \(.commit)"')
}
