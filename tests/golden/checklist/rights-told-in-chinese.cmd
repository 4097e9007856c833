# What stands before the verb in Chinese stands behind it in English; the time of a right is said once, by its rule.
"$HETONG" schedule rights-told-in-chinese.ht --lang en
