# Each template uses the next one twice: two to the fourteenth uses, and one bound.
{
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
        echo "template t$i for a seller (party)."
        echo "use t$((i + 1)) with the seller as seller. use t$((i + 1)) with the seller as seller."
    done
    echo 'template t15 for a seller (party).'
    echo 'The seller does its best to give drawings to Buyer.'
    echo 'contract sale. party Seller. party Buyer. item drawing, drawings.'
    echo 'in force from 2026-01-12 to 2026-12-31.'
    echo 'use t1 with Seller as seller.'
} >"$TMP/many.ht"
"$HETONG" check "$TMP/many.ht"
