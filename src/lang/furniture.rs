//! What a language writes on the furniture of a news page: the lines that a site puts around an article.

/// Phrases, lowercase, with straight apostrophes, sorted.
#[derive(Debug)]
pub struct Furniture {
    /// The first item of a trail of rubrics (`accueil`).
    pub home: &'static [&'static str],
    /// How the line with the dates of the page begins (`publié le`).
    pub dated: &'static [&'static str],
    /// Words between such dates.
    pub around_dates: &'static [&'static str],
    /// What tells how long the page takes to read.
    pub reading: &'static [&'static str],
    /// What a reader can do with the page (`partager`).
    pub actions: &'static [&'static str],
    /// Words beside such an action.
    pub beside_actions: &'static [&'static str],
    /// Lines that lead to other pages (`lire aussi`).
    pub links: &'static [&'static str],
    /// Invitations to subscribe.
    pub subscribe: &'static [&'static str],
    /// Words between such an invitation and its price.
    pub prices: &'static [&'static str],
    /// Invitations to receive something.
    pub join: &'static [&'static str],
    /// What a site sends to its readers.
    pub letters: &'static [&'static str],
    /// Labels of the credit of a picture.
    pub credits: &'static [&'static str],
    /// How a byline begins.
    pub by: &'static [&'static str],
    /// Those of them that need a colon.
    pub by_nouns: &'static [&'static str],
    /// Words of a byline that are no names.
    pub beside_by: &'static [&'static str],
    /// Entries of menus and of the foot of a page.
    pub menu: &'static [&'static str],
    /// Who may use the text, and what a page says in the place of what it cannot show.
    pub rights: &'static [&'static str],
    /// How the label of a paragraph on the sender begins (`about`).
    pub about: &'static [&'static str],
    /// Whom the note of an agency speaks to (`eds`).
    pub editors: &'static [&'static str],
    /// What an offer of the page promises (`a month`).
    pub offers: &'static [&'static str],
    /// What a button acts on (`article`).
    pub objects: &'static [&'static str],
    /// Words that speak to the reader (`your`).
    pub reader: &'static [&'static str],
    /// What the page asks a reader for (`e-mail`).
    pub mail: &'static [&'static str],
    /// How a line begins that calls on the reader (`follow`).
    pub calls: &'static [&'static str],
    /// Where a page is followed (`podcast`).
    pub channels: &'static [&'static str],
    /// Words by which a page speaks of itself (`our`).
    pub ours: &'static [&'static str],
    /// Buttons that make a picture larger.
    pub enlarge: &'static [&'static str],
    /// What a list of other pages calls them (`stories`).
    pub other_pages: &'static [&'static str],
    /// Labels of what follows the news in a release (`notes to editors`).
    pub closing: &'static [&'static str],
}

impl Furniture {
    /// Every list with its name.
    #[must_use]
    pub fn lists(&self) -> [(&'static str, &'static [&'static str]); 29] {
        [
            ("home", self.home),
            ("dated", self.dated),
            ("around dates", self.around_dates),
            ("reading", self.reading),
            ("actions", self.actions),
            ("beside actions", self.beside_actions),
            ("links", self.links),
            ("subscribe", self.subscribe),
            ("prices", self.prices),
            ("join", self.join),
            ("letters", self.letters),
            ("credits", self.credits),
            ("by", self.by),
            ("by nouns", self.by_nouns),
            ("beside by", self.beside_by),
            ("menu", self.menu),
            ("rights", self.rights),
            ("about", self.about),
            ("closing", self.closing),
            ("editors", self.editors),
            ("offers", self.offers),
            ("objects", self.objects),
            ("reader", self.reader),
            ("mail", self.mail),
            ("calls", self.calls),
            ("channels", self.channels),
            ("ours", self.ours),
            ("enlarge", self.enlarge),
            ("other pages", self.other_pages),
        ]
    }
}
