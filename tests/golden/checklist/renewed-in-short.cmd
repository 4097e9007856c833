# Spec 6.7: what lies behind an end on which the term may expire is marked, also where many periods stand in one line.
"$HETONG" check renewed-in-short.ht
"$HETONG" checklist --for Owner --lang both renewed-in-short.ht | grep 'more, to'
"$HETONG" checklist --for Owner --lang en --until 2025-06-30 renewed-in-short.ht | grep 'more, to'
