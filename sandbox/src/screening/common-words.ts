// Words of names that so many people carry that meeting one says little. A watchlist alone cannot tell: `Smith`
// is rare on the lists and common in the branch.
const text = `
  james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
  steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas
  eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis
  jerry peter adam henry simon martin alan philip oliver harry luke mary patricia jennifer linda elizabeth barbara
  susan jessica sarah karen lisa nancy margaret sandra ashley kimberly emily donna michelle carol amanda dorothy
  melissa deborah stephanie rebecca sharon laura cynthia amy anna emma olivia sophie sophia julia marie helen anne
  alice jane kate smith johnson williams brown jones miller davis wilson anderson taylor moore jackson lee thompson
  white harris clark lewis robinson walker young allen king wright hill green adams baker nelson hall campbell mitchell
  carter roberts turner evans hughes edwards collins stewart morris murphy cook rogers bell bailey cooper kelly howard
  ward cox wood watson brooks bennett gray price garcia martinez rodriguez hernandez lopez gonzalez perez sanchez
  ramirez torres flores rivera gomez diaz reyes morales cruz ortiz gutierrez chavez ramos ruiz alvarez mendoza vasquez
  castillo jimenez moreno romero herrera medina aguilar vargas castro fernandez guzman munoz mendez salazar soto
  delgado pena rios alvarado sandoval contreras valdez guerrero estrada ortega juan jose luis carlos jorge manuel
  antonio francisco pedro miguel jesus alejandro rafael fernando ricardo eduardo roberto mario javier raul sergio
  alberto enrique maria ana rosa carmen guadalupe martha teresa isabel lucia elena cristina silvia beatriz gloria silva
  santos oliveira souza pereira lima ferreira costa rodrigues almeida joao paulo pedro muller schmidt schneider fischer
  weber meyer wagner becker hans peter klaus martin bernard dubois thomas petit durand leroy moreau jean pierre michel
  rossi russo ferrari bianchi romano giuseppe giovanni marco andrea luca ivan sergei sergey aleksandr alexander dmitri
  dmitry andrei andrey alexei aleksei mikhail vladimir nikolai nikolay yuri yury igor oleg viktor victor pavel tatiana
  olga elena irina natalia svetlana ivanov ivanova petrov petrova smirnov smirnova kuznetsov popov vasiliev sokolov
  mikhailov novikov ahmad ahmed muhammad mohammed mohammad mohamed mohamad hassan hasan hussain hussein hossein ali omar
  umar khan ibrahim yusuf yousef youssef abdallah abdullah said saeed mahmoud mahmud mustafa khalid khaled salim salem
  karim hamid rashid fatima aisha maryam hamza bilal tariq nasir abbas rahman rahman karim aziz abd abdul hafiz abdallah malik
  sharif amin hamad saleh salih mansour singh kumar sharma patel gupta shah das devi kaur raj wang li zhang liu chen
  yang huang zhao wu zhou xu sun zhu ma hu guo lin he gao luo wei ming xiao jun hua mei kim park choi jung lee min jin
  nguyen tran le pham hoang tanaka suzuki sato takahashi watanabe ito yamamoto nakamura kobayashi kato hansen johansen
  olsen larsen andersen nilsson karlsson eriksson johansson jensen nielsen papadopoulos georgiou`;

/** Words that only say that something is a business, an office or a ship. */
const generic = `
  company trading trade international general group holding holdings bank industries industry industrial services
  service shipping enterprises enterprise import export investment investments development construction engineering
  transport national center centre organization organisation foundation association institute university ministry
  commercial oil petroleum energy gas airlines air aviation marine maritime logistics technology technologies
  comercializadora inversiones agropecuaria distribuidora grupo servicios constructora inmobiliaria empresa
  sociedad islamic arab iran iranian syrian russian global world united first new star south north east west`;

const toWords = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

export const commonNameWords = toWords(text);
export const commonBusinessWords = toWords(generic);
