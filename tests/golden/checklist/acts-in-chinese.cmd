# What an act is about, and whom, is said in Chinese as it is in English.
"$HETONG" schedule acts-in-chinese.ht --lang zh
