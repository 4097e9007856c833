# Beside a store that was read lies nothing that was not there before, be it read by another name.
echo 'id,at,actor,act,to,object,quantity
e1,2026-01-05,Seller,deliver,Buyer,lathes,12' >"$TMP/log.csv"
"$HETONG" track lathes.contract --store "$TMP/db" --events "$TMP/log.csv" --as-of 2026-01-06 --quiet
mkdir "$TMP/folder"
ln -s ../db "$TMP/folder/link"
for store in db folder/link; do
    "$HETONG" status lathes.contract --store "$TMP/$store" --as-of 2026-01-06 --format json | grep -c '"fulfilled"'
done
ls "$TMP" "$TMP/folder"
