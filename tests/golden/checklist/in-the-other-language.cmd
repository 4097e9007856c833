# A contract written in one language on a paper in the other: the words of the language and the standard verbs and units
# are translated, nothing is left out, and the author's own words stay.
"$HETONG" schedule --lang zh in-chinese.contract
"$HETONG" schedule --lang en in-english.contract
