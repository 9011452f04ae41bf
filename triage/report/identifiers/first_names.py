"""First names given often in England and Wales, in lower case.

Chosen by hand from those that parents, children and staff of today commonly have. Left out are
those that begin sentences (Will, May, Grace, Hope, Mark), and months and places (April,
Georgia): they are found by what stands around them.
"""

from __future__ import annotations

_GIRLS = """
abbie abigail adele agnes aisha alana alex alexa alexandra alexis alice alicia alison alyssa
amanda amber amelia amelie amina amy andrea angela anita anna annabelle anne annie aria ariana
aurora ava ayesha barbara beatrice becky bella beth bethany betty bonnie brenda brooke caitlin
carly carol caroline catherine charlotte chelsea chloe christine claire clara connie cynthia
danielle daisy darcie deborah debbie denise diana donna dorothy eden eleanor eliza elizabeth
ella ellie eloise elsie emilia emily emma erin esme esther eva eve evelyn evie fatima fiona
florence francesca freya gabriella gemma georgina gillian hannah harriet hazel heather heidi
helen holly imogen iris isabel isabella isabelle isla jacqueline jade jane janet janice jasmine
jemma jennifer jenny jess jessica joan joanna joanne josephine josie judith julia julie karen
kate katherine kathleen katie kayla kayleigh keira kelly kerry kim kirsty lacey laila lara laura
lauren layla leah leanne lena lexi libby lilly lily linda lisa lola lorraine lottie louisa
louise lucia lucy luna lydia lyla lynn mabel maddison madison maisie mandy margaret maria mariam
marie martha mary maryam matilda maya megan melanie melissa mia michelle mila millie mollie
molly nadia nancy naomi natalie natasha niamh nicola nicole nina nora olive olivia orla paige
pamela patricia paula pauline penelope philippa phoebe poppy priya rachael rachel rebecca rhiannon
robyn rosa rosie ruby ruth sadie sally samantha sara sarah scarlett shannon sharon sheila shirley
sienna skye sofia sonia sophia sophie stacey stella stephanie sue susan suzanne sylvia tanya tara
teresa thea theresa tia tiffany tina tracey tracy valerie vanessa vera veronica victoria violet
wendy willow yasmin yvonne zara zoe zofia zuzanna
"""
_BOYS = """
aaron abdul adam adrian ahmed aidan aiden alan albert alec alexander alfie alfred ali allan amir
andrew andy anthony archie arlo arthur ashton asher barry ben benjamin bernard bilal blake bobby
bradley brandon brian callum cameron carl charlie chris christian christopher clive cody colin
colm connor conor craig curtis damian damien daniel darren dave david dean declan derek dexter
dominic donald douglas dylan eddie edmund edward eli elijah elliot elliott eric ethan evan ezra
felix finlay finley finn francis frank frankie fraser fred freddie frederick gareth gary gavin
geoffrey george gerald giles glenn gordon graham grayson greg gregory harley harrison harry
harvey hassan hayden henry howard hugh hugo hunter ian ibrahim ibraheem isaac jack jackson jacob
jaden jake james jamal jamie jason jasper jaxon jayden jeff jeffrey jenson jeremy jesse jim joe
joel john johnny jonathan jordan joseph josh joshua jude julian justin kai kamil karl keith
kenneth kevin kieran kian kyle lawrence lee leo leon leonard lewis liam lloyd logan louie louis
luca lucas luke malcolm marcus martin mason mateusz matt matthew maurice max michael mick miles
mitchell mohammad mohammed muhammad muhammed musa nathan nathaniel neil nicholas nick nigel noah
norman oliver ollie omar oscar otis owen patrick paul pawel peter philip phillip piotr ralph
raymond reece reggie reuben rhys richard rob robert robin rodney roger roman ronald ronnie rory
rowan roy russell ryan sam samuel saul scott sean sebastian seth shane shaun simon spencer stan
stanley stephen steve steven stuart sunny teddy terence terry theo theodore thomas tobias toby
tom tommy tony tony travis trevor tristan tyler vincent walter warren wayne wesley wilfred
william wojciech yusuf zac zachary zak zayn
"""

FIRST_NAMES = frozenset(f"{_GIRLS} {_BOYS}".split())

_WORDS_TOO = """
ali amber archie aria aurora bobby carol chase christian dale dean eden eve francis frank
hazel heather holly hunter iris jack jade jasmine jesse joan jordan josh kim lee luna martin
mason max mick mike miles mitchell neil nick nora olive otis penelope poppy ralph reggie rob
robin roger roman ruby rosa ryan scott shannon sienna skye stella stuart sue sunny ted teddy
tiffany tommy violet wade warren willow wesley
"""
WORDS_TOO = frozenset(_WORDS_TOO.split())
"""Those that are words as well: written small, they are no names."""
