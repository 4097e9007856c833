# What other sentences say of a duty stands in its row: who answers and what silence does, rework, grace, that time is
# essential, excuse, what comes in its place, what its breach lets the other do and what the clock does meanwhile. Who
# answers, and who measures, has a row.
for lang in en zh; do
    for party in Seller Buyer; do
        "$HETONG" checklist --for $party --lang $lang beside-the-day.contract | grep -E '^(##? |[|-] [0-9*])'
    done
done
