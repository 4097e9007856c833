# What an act is about, and whom, is said in Chinese as it is in English; 5.5: of people by the second Chinese name of the verb.
"$HETONG" schedule acts-in-chinese.ht --lang zh
