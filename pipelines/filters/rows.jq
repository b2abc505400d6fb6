# What every filter has: how numbers and what is missing are written. jq from 1.7 on hands a number on in the digits in
# which it was read (1E-10 for 1e-10, 8.0 for 8), jq 1.6 in its own; after a sum both write the same.
def plain: walk(if type == "number" then . + 0 else . end);
# a list as a line of a table, in which NaN stands for what does not exist
def tsv: map(if . == null then "NaN" else . end) | plain | @tsv;
# The columns of a table, whose names are keys of its rows: the first line, and the line of a row
def title($columns): "# " + ($columns | join("\t"));
def cells($columns): [.[$columns[]]] | tsv;
# of all rows those that have a key
def having($key): map(select(has($key)));
# a number rounded to n digits behind the point
def digits(n): if . == null then "-" else . * pow(10; n) | round / pow(10; n) end;
# an object as a line of JSON Lines
def row: plain | tojson;
# is a row of wca-minima a minimum? Its own limit, where --max-force lets others pass
def is_minimum: .max_force <= 1e-8;
# the end, with status 65 and a sentence
def refuse($sentence): "\($sentence)\n" | halt_error(65);
# by how many errors a number of glasses is compared, by rules as in pipelines/claims.json: by those of the most glasses there that are no more
def errors_of_glasses($rules): .glasses as $glasses
    | (if .variances then $rules.standard_errors_of_variances else $rules.standard_errors_of_glasses end)
    | to_entries | map(select((.key | tonumber) <= $glasses)) | max_by(.key | tonumber).value;
# of certificates of glasses, how many passed, and how many there are
def counts_passed: {glasses_passed: (map(select(.equilibrium)) | length), glasses_all: length};
# the one of some rows, or of what tells glasses apart, where more would be thrown together
def the_one($what): if length == 1 then .[0] else refuse("expected \($what), found \(length): \(map(tojson) | join(", "))") end;
def of_one_kind: map({potential: (.potential // "wca"), phi, density, temperature, particles} | with_entries(select(.value != null)) | plain) | unique
    | the_one("glasses of one model, density, temperature and size where they are averaged");
