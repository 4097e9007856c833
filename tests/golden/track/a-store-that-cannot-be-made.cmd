# The message speaks of the store that was asked for.
"$HETONG" track lathes.contract --store "$TMP/no/such.db"
