import type { ColumnUse } from '../../protocol/desk/roster.ts';

/**
 * Words that head a column of a list of learners, one meaning to a line or more: as Moodle (in its translations), Canvas, Brightspace, Blackboard
 * and Ilias write them, and as schools do. In English, German, French, Spanish, then Italian, Portuguese, Catalan, Dutch, the Nordic languages,
 * Polish, Czech, Hungarian, Romanian, Turkish, Russian, Ukrainian, Chinese and Japanese.
 */
const HEADINGS: Record<Exclude<ColumnUse, 'none'>, string> = {
  name: `name|full name|fullname|student|student name|learner|learner name|participant|pupil|display name|sortable name
    vollständiger name|teilnehmer|teilnehmerin|teilnehmende|teilnehmer/in|schüler|schülerin|schüler/in|student/in|studierende|lernende|lernender
    nom|nom complet|nom et prénom|nom prénom|étudiant|étudiante|élève|apprenant
    nombre|nombre completo|nombre y apellidos|apellidos y nombre|alumno|alumna|estudiante|participante
    nome|nome completo|nome e cognome|cognome e nome|studente|aluno|estudante
    naam|volledige naam|leerling|namn|fullständigt namn|navn|fulde navn|fullt navn|nimi|koko nimi|elev
    imię i nazwisko|nazwisko i imię|jméno|celé jméno|jméno a příjmení|név|teljes név|nume|nume complet|ad soyad|adı soyadı
    фио|имя и фамилия|повне ім'я|姓名|氏名|全名`,
  given: `first name|firstname|first names|given name|given names|givenname|forename|forenames|middle name|middle names
    vorname|vornamen|rufname|prénom|prénoms|prénom(s)|nombre(s)|nombres|nombre de pila|primer nombre|segundo nombre
    primeiro nome|nome próprio|voornaam|roepnaam|förnamn|fornavn|etunimi|etunimet|imię|imiona|křestní jméno
    keresztnév|utónév|prenume|ad|adı|имя|отчество|ім'я|名|名字`,
  family: `last name|lastname|last names|surname|surnames|family name|familyname|last name/surname|surname/last name
    nachname|familienname|zuname|nom de famille|nom de naissance|nom d'usage|apellido|apellidos|apellido(s)|primer apellido|segundo apellido
    apellido paterno|apellido materno|cognome|cognomi|sobrenome|apelido|último nome|cognoms|achternaam|familienaam
    efternamn|efternavn|etternavn|sukunimi|nazwisko|příjmení|vezetéknév|családnév|nume de familie|soyad|soyadı
    фамилия|прізвище|姓|姓氏`,
  externalId: `sis user id|sis id|id number|idnumber|student id|student number|student no|studentid|external id|orgdefinedid|number|no|id no
    matriculation number|matriculation no|registration number|enrolment number|enrollment number|roll number|roll no|school number|school id|candidate number
    id-nummer|matrikelnummer|matrikel-nr|matrikelnr|matrikel|matr.-nr.|matrnr|schülernummer|schulnummer|studierendennummer|nummer|nr|kennnummer
    numéro d'identification|numéro d'étudiant|numéro étudiant|n° étudiant|numéro|matricule
    número de id|número id|número de identificación|número de matrícula|matrícula|número de alumno|número de estudiante|número|legajo|carnet|carné|código|dni|nif|rut|cédula
    codice identificativo|numero identificativo|matricola|numero di matricola|numero id|número de identificação|número de aluno
    studentnummer|leerlingnummer|studienummer|tunnistenumero|opiskelijanumero|id-numero
    numer id|numer indeksu|nr indeksu|numer albumu|nr albumu|identifikační číslo|id číslo|azonosító szám|kimlik numarası
    индивидуальный номер|номер студента|номер|学号|编号|学籍番号|idナンバー`,
  email: `email|e-mail|mail|email address|e-mail address|institutional email|school email|university email
    e-mail-adresse|emailadresse|mailadresse|e-mailadresse|adresse de courriel|courriel|adresse e-mail|adresse mail|adresse email|courrier électronique
    correo|correo electrónico|dirección de correo|dirección email|dirección de correo electrónico|email dirección
    indirizzo email|indirizzo e-mail|posta elettronica|endereço de email|endereço de e-mail|correio eletrónico|correio eletrônico|adreça electrònica
    e-mailadres|emailadres|e-postadress|e-post|epost|e-postadresse|sähköposti|sähköpostiosoite|adres e-mail|adres email
    e-mailová adresa|e-mail cím|adresă de email|e-posta|e-posta adresi|адрес электронной почты|электронная почта|почта|电子邮件|邮箱|メールアドレス`,
  login: `login|username|user name|sis login id|login id|user|user id|userid|account|uid|netid|login name|loginname|anmeldename|benutzername
    nutzername|kennung|benutzerkennung|nutzerkennung|rz-kennung|nom d'utilisateur|identifiant|identifiant de connexion|nombre de usuario|usuario
    nome utente|nome de usuário|nome de utilizador|gebruikersnaam|användarnamn|brugernavn|brukernavn|käyttäjätunnus
    nazwa użytkownika|uživatelské jméno|felhasználónév|nume utilizator|kullanıcı adı|логин|имя пользователя|用户名|ユーザ名`,
  section: `section|sections|section(s)|course section|group|groups|group(s)|class|cohort|tutorial|klasse|gruppe|gruppen|übungsgruppe|tutorium
    groupe|groupes|classe|sección|grupo|grupos|clase|gruppo|gruppi|turma|turmas|klas|groep|groepen|grupp|grupper|ryhmä|grupa|grupy|třída|skupina
    группа|группы|класс|班级|グループ`,
  platformId: 'internal id|platform id|canvas id|canvas user id|moodle id|moodle user id',
};

/** A heading without what writers of lists do differently: accents, capitals, hyphens, brackets. */
const plain = (heading: string): string =>
  heading
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const USES = new Map(
  Object.entries(HEADINGS).flatMap(([use, words]) =>
    words.split(/[|\n]/).map((word) => [plain(word), use as ColumnUse] as const),
  ),
);
/** Words by which Canvas is known. There, and beside a school's number, "ID" is what the platform gives by itself. */
const OF_CANVAS = new Set(['sis user id', 'sis login id', 'integration id']);

/** What each column of a header holds; undefined where its heading is no known word. */
export function usesOfHeadings(headings: readonly string[]): (ColumnUse | undefined)[] {
  const words = headings.map(plain);
  const isNumbered = words.some((word) => OF_CANVAS.has(word) || USES.get(word) === 'externalId');
  const uses = words.map((word) =>
    word === 'id' ? (isNumbered ? 'platformId' : 'externalId') : USES.get(word),
  );
  return oneOfEach(asPartOfTheName(uses));
}

/** "Name" beside "Vorname" is the surname, "Nombre" beside "Apellido(s)" the given name; beside both it says nothing more. */
function asPartOfTheName(uses: readonly (ColumnUse | undefined)[]): (ColumnUse | undefined)[] {
  const has = (use: ColumnUse) => uses.includes(use);
  const name = has('given') ? (has('family') ? 'none' : 'family') : has('family') ? 'given' : 'name';
  return uses.map((use) => (use === 'name' ? name : use));
}

/** Of what a learner has once, the first column is taken. */
function oneOfEach(uses: readonly (ColumnUse | undefined)[]): (ColumnUse | undefined)[] {
  return uses.map((use, at) =>
    use === undefined || use === 'given' || use === 'family' || uses.indexOf(use) === at ? use : 'none',
  );
}
