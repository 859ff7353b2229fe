//! English: the furniture of a news page.

use crate::lang::Furniture;

/// English.
#[rustfmt::skip]
pub(super) static FURNITURE: Furniture = Furniture {
    home: &["home"],
    dated: &[
        "first published", "last modified", "last updated", "posted", "posted on", "published", "published on",
        "updated",
    ],
    around_dates: &[
        "a", "aest", "ago", "am", "apr", "at", "aug", "bst", "cest", "cet", "clock", "dec", "edt", "est", "feb",
        "first", "fri", "gmt", "hours", "ist", "jan", "jul", "jun", "last", "local", "m", "mar", "min", "minutes",
        "modified", "mon", "nov", "o", "oct", "on", "p", "pdt", "pm", "posted", "pst", "published", "read", "sat",
        "sep", "sept", "sun", "thu", "thur", "thurs", "time", "today", "tue", "tues", "updated", "utc", "wed",
        "yesterday",
    ],
    reading: &["min read", "mins read", "minute read", "minutes read", "reading time"],
    actions: &[
        "bookmark", "comment", "comments", "copy", "download", "email", "follow", "like", "listen", "print", "save",
        "share", "tweet",
    ],
    beside_actions: &[
        "a", "article", "as", "audio", "by", "email", "for", "friend", "later", "link", "min", "mins", "minutes",
        "now", "on", "page", "pdf", "story", "the", "this", "to", "us", "version", "via", "your",
    ],
    links: &[
        "also in the news", "also on this site", "also read", "around the web", "citation", "continue reading", "don't miss", "editor's picks", "editors' picks", "elsewhere on the web", "explore further", "filed under", "from around the web", "further reading", "in case you missed it", "in other news", "in this article", "journal reference", "keywords", "latest", "latest news", "more about", "more coverage", "more from", "more from this section", "more information", "more like this", "more on this", "more on this story", "more stories", "most commented", "most popular", "most read", "most shared", "most viewed", "most watched", "original article", "our readers also read", "popular now", "provided by", "read also", "read more", "read next", "readers also read", "readers are also reading", "recommended", "recommended for you", "recommended reading", "related", "related articles", "related content", "related links", "related stories", "related topics", "see also", "sponsored", "sponsored content", "tags", "top reads", "top stories", "topics", "trending", "trending now", "trending stories", "what to read next", "you may also like", "you may like", "you might also like",
    ],
    subscribe: &["subscribe", "subscribe now", "subscribe today"],
    prices: &["for", "for just", "for only", "from", "from just"],
    join: &["get", "join", "receive", "register", "sign up", "subscribe"],
    letters: &["briefing", "email alerts", "inbox", "newsletter", "newsletters"],
    credits: &[
        "archive photo", "credit", "file photo", "file picture", "image", "image credit", "library picture", "photo",
        "photo by", "photo credit", "photograph", "photograph by", "photographs", "photos", "picture", "pictures",
    ],
    by: &[
        "additional reporting by", "author", "author of the article", "by", "edited by", "editing by", "from our correspondent", "posted by", "report by", "reporting by", "story by", "words", "words by", "writing by", "written by",
    ],
    by_nouns: &["author", "words"],
    beside_by: &[
        "a", "additional", "affairs", "age", "agency", "and", "arts", "at", "business", "by", "chief", "city",
        "community", "consumer", "correspondent", "correspondents", "court", "courts", "crime", "culture", "data",
        "democracy", "deputy", "desk", "district", "economics", "editing", "editor", "editors", "education",
        "environment", "for", "foreign", "freelance", "from", "health", "home", "in", "local", "media", "money",
        "news", "of", "on", "our", "political", "politics", "press", "property", "regional", "religion", "reporter",
        "reporters", "reporting", "royal", "science", "security", "senior", "social", "special", "sport", "sports",
        "staff", "technology", "the", "transport", "travel", "video", "weather", "with", "world", "writer", "writers",
    ],
    menu: &[
        "about", "about us", "accessibility", "accessibility statement", "account", "add to favourites", "advertise",
        "advertise with us", "advertisement", "advertising", "all rights reserved",
        "article continues after this advertisement", "article continues below", "back to top", "careers",
        "complaints", "contact", "contact us", "cookie policy", "cookie settings", "cookies", "corrections",
        "e-paper", "edition", "faq", "faqs", "follow us", "help", "help centre", "home", "jobs",
        "join the conversation", "log in", "log out", "login", "manage cookies", "menu", "my account", "newsletter",
        "newsletters", "privacy", "privacy notice", "privacy policy", "register", "rss", "rss feeds",
        "save for later", "search", "shop", "show comments", "sign in", "sign out", "sign up", "site map", "sitemap",
        "skip to content", "skip to main content", "story continues below", "story continues below advertisement",
        "subscribe", "subscribe now", "subscriber exclusive", "subscribers only", "terms", "terms & conditions",
        "terms and conditions", "terms of service", "terms of use", "today's paper", "view comments",
    ],
    rights: &[
        "access information on a device", "all rights reserved", "javascript is disabled", "may not be published", "may not be reproduced", "not for publication", "not seeing this video", "register to save this article", "reproduction prohibited", "save this article by", "this advertisement has not loaded", "this site uses cookies", "this video can not be played", "this video cannot be played", "this website uses cookies", "to view this content", "video player is loading", "we and our partners", "we use cookies", "we value your privacy",
    ],
    about: &["about"],
    closing: &[
        "contact details", "editor's note", "editor's notes", "editors' notes", "for further information", "for media enquiries", "for more information", "forward-looking statements", "media contact", "media contacts", "media enquiries", "note to editors", "notes to editors", "press contact", "press contacts", "press enquiries", "safe harbor statement",
    ],
    editors: &["attention editors", "editor's note", "editors", "editors' note", "eds"],
    offers: &[
        "cancel any time", "cancel anytime", "continue reading", "free trial", "support our journalism", "unlimited access",
    ],
    objects: &["article", "articles", "episode", "gallery", "page", "pdf", "podcast", "slideshow", "story", "video"],
    reader: &["you", "your"],
    mail: &[
        "bookmarks", "cookies", "notifications", "our app", "privacy policy", "push alerts", "unsubscribe", "your phone",
    ],
    calls: &[
        "add", "be the first", "buy", "catch up", "check out", "choose", "click", "connect with", "discover",
        "download", "email", "enable", "explore", "find", "find us", "follow", "get", "hear", "install", "join",
        "keep up", "like", "listen", "make", "message", "never miss", "read", "receive", "register", "see", "send",
        "set", "share", "sign up", "start", "stay", "stream", "subscribe", "switch on", "tap", "tune in", "turn on",
        "visit", "want", "watch",
    ],
    channels: &[
        "app", "app store", "apple news", "apple podcasts", "apps", "bluesky", "breaking news alerts", "brief email",
        "briefing", "daily email", "google", "google news", "google play", "inbox", "iplayer", "newsletter",
        "newsletters", "notifications", "our app", "our channel", "our channels", "our club", "our email",
        "our emails", "our group", "our page", "our website", "play store", "podcast", "podcasts", "preferred source",
        "push alerts", "push notifications", "smart speaker", "social media", "spotify", "whatsapp channel",
        "whatsapp community", "youtube channel",
    ],
    ours: &[
        "our", "us",
    ],
    enlarge: &[
        "enlarge image", "expand image", "full size image", "open image in gallery", "open in fullscreen",
        "view full screen", "view full size", "view full-size image", "view fullscreen", "view gallery",
        "view image in fullscreen",
    ],
    other_pages: &[
        "headlines", "reads", "stories",
    ],
};
