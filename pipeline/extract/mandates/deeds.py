"""What action items say that somebody will do, as patterns: in the present tense, in the infinitive."""

# what somebody will do, in the present tense in which action items are written
DOES = (
    r"(?:kollar|undersöker|ordnar|fixar|ringer|mejlar|mailar|kontaktar|bokar|bjuder in"
    r"|skickar|skriver(?! under)|frågar|tar (?:med|fram|kontakt|hand om|reda på|upp frågan"
    r"|över|på sig)|återkommer|meddelar|köper|beställer|söker"
    r"|ansöker|lagar|hämtar|lämnar in|lämnar tillbaka|samlar (?:in|ihop)|går igenom"
    r"|pratar med|hör (?:av sig|med)|uppdaterar|lägger (?:ut|upp|in)|sätter upp"
    r"|sammanställer|förbereder|gör (?:klart|iordning|en|ett)|gör \w+ klart|delar ut"
    r"|håller i|ser över|ser till|tittar på|flyttar|bevakar|kallar till|trycker|sprider"
    r"|publicerar|påminner|räknar ut|bakar|städar|ansvarar för att)"
)
# and what only the free minutes of associations put so
DOES_TOO = (
    r"(?:ombesörjer|översänder|infordrar|inhandlar|införskaffar|skaffar|anskaffar|hyr|lånar(?! ut)"
    r"|anmäler|ber|hör|förser"
    r"|jobbar vidare|arbetar vidare|fortsätter (?:med|att)|går (?:ut|vidare)|talar med|tar (?:kontakt"
    r"|emot|tag i|in|hem"
    r"|ansvar för|det|fram)|hål?ler (?:i|tag i|koll på|kontakt)|sköter|bevakar|följer upp|utreder"
    r"|utformar|planerar(?! att)"
    r"|målar|reparerar|monterar|installerar|byter|röjer|klipper|inventerar|tillverkar|snickrar|kör"
    r"|transporterar"
    r"|annonserar|mejlar|mailar|e-postar|sms:ar|delar ut|skriver ut|kopierar|betalar|överför|tillfrågar"
    r"|begär in"
    r"|rekryterar|samordnar|distribuerar|vidarebefordrar|färdigställer|kompletterar|utarbetar|upprättar"
    r"|formulerar"
    r"|presenterar (?:ett )?(?:förslag|underlag)|återkommer|kallar|ansvarar för"
    r"|informerar (?:medlemmarna|berörda|alla|boende|grannarna|via|genom|på (?:hemsidan|\w*book))"
    r"|sätter (?:ut|igång|in|ihop|fast)|arrangerar|anordnar|startar|klurar (?:på|vidare)|(?:jobbar"
    r"|arbetar) på"
    r"|kontrollerar|handlar(?! om)|fyller på|hänger upp|plockar|rensar|bygger(?! på)|krattar|tömmer"
    r"|tvättar|dukar|kokar"
    r"|skannar|scannar|digitaliserar|registrerar|fakturerar|stämmer av|tipsar|messar|smsar|drar (?:i"
    r"|ihop|igång)"
    r"|kör vidare|rådgör med|förhandlar|säger upp|efterlyser|skriver (?:ihop|ner|om|ut)|hjälper till med"
    r"|börjar med"
    r"|slutför|letar (?:efter|upp|fram)|ställer i ordning|packar|lämnar (?:besked|förslag|ut|över)"
    r"|återkopplar"
    r"|redigerar|översätter|översänder|lägger fram|gör (?:i ordning|affisch\w*|upp))"
)
# what is said at every meeting, and is something to do where the next one waits for it
TELLS = (
    r"(?:redovisar|presenterar|rapporterar|informerar|berättar|visar|lämnar|lägger fram|meddelar|återkommer)"
    r" [^.]*?\b(?:till|på|vid|inför) (?:nästa|kommande|nästkommande) (?:ordinarie )?\w*(?:möte"
    r"|sammanträde)t?\b"
)
# "Bo ska kontakta elbolaget", "Ulla får ringa skolan": the verb in the infinitive
DO = (
    r"(?:åtgärda|göra diverse|ansvara för"
    r"|kolla|undersöka|ordna|fixa|ringa|mejla|maila|kontakta|boka|bjuda in|skicka|skriva(?! under)|fråga"
    r"|ta (?:med|fram|kontakt|hand om|reda på|upp)|återkomma|meddela|köpa|beställa|söka|ansöka|laga|hämta"
    r"|lämna in|samla in|gå igenom|prata med|höra (?:av sig|med)|uppdatera|lägga (?:ut|upp|in|fram)|sätta upp"
    r"|sammanställa|förbereda|göra (?:en|ett|klart)|dela ut|hålla i|se över|se till|titta på|kalla till"
    r"|trycka|publicera|påminna|räkna ut|betala|utreda|planera|följa upp|skaffa|införskaffa|kontrollera"
    r"|städa|måla"
    r"|reparera|byta|arrangera|anordna|inhandla|anskaffa|hyra|sköta|bygga|rensa|klippa|röja|installera"
    r"|montera|handla"
    r"|informera|bevaka|sprida|annonsera|utarbeta|upprätta|formulera|(?:arbeta|jobba) vidare|leta|stämma av"
    r"|tala med|rådgöra|begära in|komplettera|redigera|översätta|skanna|lämna (?:besked|ut|över)"
    r"|samordna|rekrytera|öppna (?:ett|en)|starta (?:ett|en))"
)
