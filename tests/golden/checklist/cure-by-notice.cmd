"$HETONG" checklist --lang en --for Buyer cure-by-notice.ht | grep '1.1 '
"$HETONG" checklist --lang zh --for Buyer cure-by-notice.ht | grep '1.1 '
