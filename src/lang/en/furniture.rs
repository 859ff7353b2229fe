//! English: the furniture of a news page.

use crate::lang::Furniture;

/// English.
#[rustfmt::skip]
pub(super) static FURNITURE: Furniture = Furniture {
    home: &["home"],
    dated: &[
        "first published", "last modified", "last updated", "posted", "posted on", "published",
        "published on", "updated",
    ],
    around_dates: &[
        "ago", "am", "at", "bst", "edt", "est", "first", "gmt", "hours", "last", "min", "minutes", "modified",
        "on", "pm", "posted", "published", "read", "today", "updated", "utc", "yesterday",
    ],
    reading: &["min read", "mins read", "minute read", "minutes read", "reading time"],
    actions: &[
        "bookmark", "comment", "comments", "copy", "download", "email", "follow", "like", "listen", "print",
        "save", "share", "tweet",
    ],
    beside_actions: &[
        "a", "article", "as", "by", "email", "friend", "link", "on", "page", "pdf", "story", "the", "this", "to",
        "us", "via",
    ],
    links: &[
        "also read", "continue reading", "don't miss", "more on this", "more on this story", "most read",
        "read also", "read more", "read next", "recommended", "related", "related articles",
        "related content", "related links", "related stories", "see also", "you may also like",
    ],
    subscribe: &["subscribe", "subscribe now"],
    prices: &["for", "for just", "for only", "from", "from just"],
    join: &["get", "join", "receive", "register", "sign up", "subscribe"],
    letters: &["briefing", "email alerts", "inbox", "newsletter", "newsletters"],
    credits: &[
        "credit", "file photo", "image", "image credit", "photo", "photo by", "photo credit", "photograph",
        "photograph by", "photographs", "photos", "picture", "pictures",
    ],
};
