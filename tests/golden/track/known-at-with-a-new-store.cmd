"$HETONG" track ../../../examples/sale/contract.ht --store "$TMP/none.db" --known-at 5
echo "exit $?"
ls "$TMP"
