#include "base/error.h"
#include "domain/lead_form.h"

/* Kept as the JSON that a shop would write, so that it is one more example and is checked the same
 * way. The texts stand as in assets/translations: for people at a booth, short and spoken. */
static const char *const DEFAULT_FORM[] = {
    "{\"version\":1,\"languages\":[\"en\",\"de\",\"fr\",\"es\",\"ar\"],\"fields\":[",
    "{\"name\":\"first_name\",\"kind\":\"text\",\"label\":{",
    "\"en\":\"First name\",",
    "\"de\":\"Vorname\",",
    "\"fr\":\"Prénom\",",
    "\"es\":\"Nombre\",",
    "\"ar\":\"الاسم الأول\"}},",
    "{\"name\":\"last_name\",\"kind\":\"text\",\"label\":{",
    "\"en\":\"Last name\",",
    "\"de\":\"Nachname\",",
    "\"fr\":\"Nom\",",
    "\"es\":\"Apellidos\",",
    "\"ar\":\"اسم العائلة\"}},",
    "{\"name\":\"email\",\"kind\":\"email\",\"label\":{",
    "\"en\":\"E-mail\",",
    "\"de\":\"E-Mail\",",
    "\"fr\":\"E-mail\",",
    "\"es\":\"Correo electrónico\",",
    "\"ar\":\"البريد الإلكتروني\"}},",
    "{\"name\":\"phone\",\"kind\":\"phone\",\"label\":{",
    "\"en\":\"Phone (if you want a call)\",",
    "\"de\":\"Telefon (wenn wir anrufen sollen)\",",
    "\"fr\":\"Téléphone (si vous voulez un appel)\",",
    "\"es\":\"Teléfono (si quiere una llamada)\",",
    "\"ar\":\"الهاتف (إذا أردت أن نتصل بك)\"}},",
    "{\"name\":\"interests\",\"kind\":\"interests\",\"choices\":\"categories\",\"label\":{",
    "\"en\":\"Interested in\",",
    "\"de\":\"Interesse an\",",
    "\"fr\":\"Intéressé par\",",
    "\"es\":\"Me interesa\",",
    "\"ar\":\"مهتم بـ\"}}],",
    "\"consents\":[",
    "{\"purpose\":\"email\",\"version\":\"1\",\"needs\":\"email\",\"wording\":{",
    "\"en\":\"Yes, e-mail me news and offers. Every mail has a link to say stop.\",",
    "\"de\":\"Ja, schickt mir Neuigkeiten und Angebote per E-Mail. In jeder Mail steht ein Link "
    "zum Abbestellen.\",",
    "\"fr\":\"Oui, envoyez-moi vos nouvelles et vos offres par e-mail. Chaque message contient un "
    "lien pour arrêter.\",",
    "\"es\":\"Sí, envíenme novedades y ofertas por correo. Cada mensaje tiene un enlace para darse "
    "de baja.\",",
    "\"ar\":\"نعم، أرسلوا إليّ الأخبار والعروض بالبريد الإلكتروني. في كل رسالة رابط لإيقافها.\"}},",
    "{\"purpose\":\"phone\",\"version\":\"1\",\"needs\":\"phone\",\"wording\":{",
    "\"en\":\"Yes, call me about what interests me.\",",
    "\"de\":\"Ja, ruft mich zu dem an, was mich interessiert.\",",
    "\"fr\":\"Oui, appelez-moi au sujet de ce qui m’intéresse.\",",
    "\"es\":\"Sí, llámenme sobre lo que me interesa.\",",
    "\"ar\":\"نعم، اتصلوا بي بشأن ما يهمني.\"}}],",
    "\"privacy\":{",
    "\"en\":\"{keeper} keeps what you enter here for {days} days and then deletes it. It is used "
    "to answer you and, only where you put a tick, to write to you or to call you. It is not given "
    "to anybody else for purposes of their own.\\n\\nYou can see it, have it corrected or have it "
    "deleted at any time, and take back a tick: tell us at any counter and show your code. Your "
    "code is yours with or without ticks.\",",
    "\"de\":\"{keeper} bewahrt auf, was Sie hier eingeben, und löscht es nach {days} Tagen. Damit "
    "beantworten wir Ihre Fragen, und nur wo Sie ein Häkchen setzen, schreiben wir Ihnen oder "
    "rufen an. Niemand sonst bekommt es für eigene Zwecke.\\n\\nSie können es jederzeit einsehen, "
    "berichtigen oder löschen lassen und ein Häkchen zurücknehmen: Sagen Sie es an einer unserer "
    "Kassen und zeigen Sie Ihren Code. Der Code gehört Ihnen mit und ohne Häkchen.\",",
    "\"fr\":\"{keeper} garde ce que vous saisissez ici pendant {days} jours, puis l’efface. Cela "
    "sert à vous répondre et, seulement si vous cochez la case, à vous écrire ou à vous appeler. "
    "Personne d’autre ne le reçoit pour ses propres fins.\\n\\nVous pouvez à tout moment le voir, "
    "le faire corriger ou effacer, et retirer une coche : dites-le à l’une de nos caisses et "
    "montrez votre code. Le code est à vous avec ou sans coche.\",",
    "\"es\":\"{keeper} guarda lo que escriba aquí durante {days} días y después lo borra. Sirve "
    "para responderle y, solo donde marque la casilla, para escribirle o llamarle. No se da a "
    "nadie más para sus propios fines.\\n\\nPuede verlo, hacer que se corrija o se borre en "
    "cualquier momento, y quitar una marca: dígalo en cualquiera de nuestras cajas y muestre su "
    "código. El código es suyo con o sin marcas.\",",
    "\"ar\":\"تحتفظ {keeper} بما تُدخله هنا لمدة {days} يومًا ثم تحذفه. نستخدمه للرد عليك، ولا "
    "نراسلك أو نتصل بك إلا حيث وضعت علامة. ولا يُعطى لأحد غيرنا لأغراضه الخاصة.\\n\\nيمكنك في أي "
    "وقت الاطلاع عليه أو طلب تصحيحه أو حذفه، وسحب العلامة: أخبرنا عند أي صندوق وأظهر رمزك. الرمز "
    "لك مع العلامات أو بدونها.\"}}",
};

void lead_form_default(struct lead_form *out_form)
{
    struct buffer json = {0};
    struct error err;
    for (size_t i = 0; i < ARRAY_LENGTH(DEFAULT_FORM); i++) {
        buffer_append_text(&json, DEFAULT_FORM[i]);
    }
    bool is_read = lead_form_parse((struct text_view){json.bytes, json.size}, out_form, &err);
    ASSERT(is_read);
    buffer_close(&json);
}
