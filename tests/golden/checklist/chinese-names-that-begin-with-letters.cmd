# Spec 5.1: a label is Chinese by the characters in it, though letters or digits come first; no umlaut makes it so.
"$HETONG" schedule --lang both chinese-names-that-begin-with-letters.ht
"$HETONG" checklist --lang zh --for Buyer chinese-names-that-begin-with-letters.ht | grep '^#'
