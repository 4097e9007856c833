# Spec 3.5, 19.9: on paper numbers stand in groups alike, however they were written, and things are counted by the measure
# word of the contract, in a condition too. Files for other programs have digits alone.
"$HETONG" schedule --lang both numbers-alike.ht
"$HETONG" schedule --format csv numbers-alike.ht | grep -o '480000\|480_000'
