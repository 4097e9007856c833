"$HETONG" schedule moved-notice.ht --lang both
