//! What a language needs to tell that a line speaks of an article as a piece of work: classes of words, never whole lines.

/// Classes of words, lowercase, with straight apostrophes, sorted.
#[derive(Debug)]
pub struct Desk {
    /// What is written to order (`article`, `version`).
    pub products: &'static [&'static str],
    /// Its heads (`titre`, `headline`).
    pub titles: &'static [&'static str],
    /// Labels that only accompany a text, whole (`mots-clés`).
    pub labels: &'static [&'static str],
    /// Labels of a remark (`note`).
    pub remarks: &'static [&'static str],
    /// What tells versions of a text apart (`shorter`, `final`).
    pub versions: &'static [&'static str],
    /// What was done to a text, as participles (`rewritten`).
    pub made: &'static [&'static str],
    /// What is done to a text, as infinitives (`shorten`).
    pub making: &'static [&'static str],
    /// What a text is made of (`figures`, `quotes`).
    pub material: &'static [&'static str],
    /// What is said of a faithful copy (`kept`, `verbatim`).
    pub faithful: &'static [&'static str],
    /// What a newsroom says of its own changes (`rounded`).
    pub altered: &'static [&'static str],
    /// Words of an order (`requested`).
    pub ordered: &'static [&'static str],
    /// Orders (`instructions`).
    pub orders: &'static [&'static str],
    /// Words by which something is presented, with the small words between (`here`, `is`).
    pub presenting: &'static [&'static str],
    /// Those with which a presentation begins.
    pub openers: &'static [&'static str],
    /// The writer (`i`, `j`).
    pub first_person: &'static [&'static str],
    /// The one who ordered (`you`, `votre`).
    pub second_person: &'static [&'static str],
    /// Being able (`can`).
    pub able: &'static [&'static str],
    /// The writer and others (`us`).
    pub ourselves: &'static [&'static str],
    /// How a question about the text begins (`shall i`).
    pub questions: &'static [&'static str],
    /// Words of assent before an answer (`bien sûr`).
    pub assents: &'static [&'static str],
    /// What says that a text was written anew (`rewritten`).
    pub anew: &'static [&'static str],
    /// Products that are nothing but a stage of a text (`version`).
    pub drafts: &'static [&'static str],
    /// Hoping (`hope`).
    pub hoping: &'static [&'static str],
    /// What is counted of a text (`words`).
    pub counted: &'static [&'static str],
    /// Words around such a count.
    pub counting: &'static [&'static str],
    /// What is said in brackets of what was left out on purpose (`withheld`).
    pub withheld: &'static [&'static str],
    /// How one points at the text at hand (`this`).
    pub these: &'static [&'static str],
    /// Verbs for what a text does with its source (`keeps`).
    pub keeping: &'static [&'static str],
    /// What a text has of its source beside facts (`tone`).
    pub manner: &'static [&'static str],
}

impl Desk {
    /// Every list with its name.
    #[must_use]
    pub fn lists(&self) -> [(&'static str, &'static [&'static str]); 29] {
        [
            ("products", self.products),
            ("titles", self.titles),
            ("labels", self.labels),
            ("remarks", self.remarks),
            ("versions", self.versions),
            ("made", self.made),
            ("making", self.making),
            ("material", self.material),
            ("faithful", self.faithful),
            ("altered", self.altered),
            ("ordered", self.ordered),
            ("orders", self.orders),
            ("presenting", self.presenting),
            ("openers", self.openers),
            ("first person", self.first_person),
            ("second person", self.second_person),
            ("able", self.able),
            ("ourselves", self.ourselves),
            ("questions", self.questions),
            ("assents", self.assents),
            ("anew", self.anew),
            ("drafts", self.drafts),
            ("hoping", self.hoping),
            ("counted", self.counted),
            ("counting", self.counting),
            ("withheld", self.withheld),
            ("these", self.these),
            ("keeping", self.keeping),
            ("manner", self.manner),
        ]
    }
}
