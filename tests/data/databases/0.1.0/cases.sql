BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	case_id VARCHAR(40) NOT NULL, 
	"key" VARCHAR(520) NOT NULL, 
	move VARCHAR(40) NOT NULL, 
	was VARCHAR(20), 
	became VARCHAR(20), 
	person VARCHAR(100), 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,'a71d0869dd345cebaf574dfa','1000.0001:test:T1:C-support:message','make',NULL,'answered','anna','2026-11-25 13:30:59.192618');
INSERT INTO "audit" VALUES(2,'048f92fdf03189d3da2c7e77','1000.0002:test:T1:C-support:message','make',NULL,'answered','anna','2026-11-25 13:30:59.239533');
INSERT INTO "audit" VALUES(3,'048f92fdf03189d3da2c7e77','1000.0002:test:T1:C-support:message','escalate','answered','escalated',NULL,'2026-11-25 13:30:59.241319');
INSERT INTO "audit" VALUES(4,'fc2519f02a3e721d60b0dd22','1000.0004:test:T1:C-support:message','make',NULL,'answered','anna','2026-11-25 13:30:59.321111');
INSERT INTO "audit" VALUES(5,'8536b5565f362237620fcee7','1000.0005:test:T1:C-support:message','make',NULL,'answered','anna','2026-11-25 13:30:59.827022');
CREATE TABLE case_failures (
	case_id VARCHAR(40) NOT NULL, 
	position INTEGER NOT NULL, 
	cause VARCHAR(60) NOT NULL, 
	rule VARCHAR(120), 
	domain VARCHAR(255), 
	permanent BOOLEAN, 
	PRIMARY KEY (case_id, position), 
	FOREIGN KEY(case_id) REFERENCES cases (id) ON DELETE CASCADE
);
INSERT INTO "case_failures" VALUES('a71d0869dd345cebaf574dfa',0,'mailbox-full','mailbox-full','klant.example',1);
INSERT INTO "case_failures" VALUES('048f92fdf03189d3da2c7e77',0,'blacklisted','postfix-client-denied',NULL,1);
INSERT INTO "case_failures" VALUES('fc2519f02a3e721d60b0dd22',0,'unknown-bounce',NULL,'klant.example',1);
INSERT INTO "case_failures" VALUES('8536b5565f362237620fcee7',0,'mailbox-unavailable','user-unknown','klant.example',1);
CREATE TABLE case_places (
	case_id VARCHAR(40) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	platform VARCHAR(20) NOT NULL, 
	team VARCHAR(100) NOT NULL, 
	conversation VARCHAR(200) NOT NULL, 
	thread VARCHAR(200), 
	message VARCHAR(200), 
	PRIMARY KEY (case_id, role), 
	FOREIGN KEY(case_id) REFERENCES cases (id) ON DELETE CASCADE
);
INSERT INTO "case_places" VALUES('a71d0869dd345cebaf574dfa','asked','test','T1','C-support',NULL,'1000.0001');
INSERT INTO "case_places" VALUES('a71d0869dd345cebaf574dfa','card','test','T1','C-support','1000.0001','m1001');
INSERT INTO "case_places" VALUES('048f92fdf03189d3da2c7e77','asked','test','T1','C-support',NULL,'1000.0002');
INSERT INTO "case_places" VALUES('048f92fdf03189d3da2c7e77','card','test','T1','C-support','1000.0002','m1002');
INSERT INTO "case_places" VALUES('048f92fdf03189d3da2c7e77','helpdesk','test','T1','C-helpdesk',NULL,'m1003');
INSERT INTO "case_places" VALUES('fc2519f02a3e721d60b0dd22','asked','test','T1','C-support',NULL,'1000.0004');
INSERT INTO "case_places" VALUES('8536b5565f362237620fcee7','asked','test','T1','C-support',NULL,'1000.0005');
CREATE TABLE cases (
	id VARCHAR(40) NOT NULL, 
	"key" VARCHAR(520) NOT NULL, 
	made_by VARCHAR(520) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	person VARCHAR(100) NOT NULL, 
	manner VARCHAR(20) NOT NULL, 
	whispered BOOLEAN NOT NULL, 
	text_mac VARCHAR(64) NOT NULL, 
	findings TEXT, 
	remark TEXT, 
	urgent BOOLEAN NOT NULL, 
	automatic BOOLEAN NOT NULL, 
	message_deleted BOOLEAN NOT NULL, 
	decided_by VARCHAR(100), 
	claimed_by VARCHAR(100), 
	resolved_by VARCHAR(100), 
	resolution_reason VARCHAR(40), 
	resolution_sentence TEXT, 
	revision INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);
INSERT INTO "cases" VALUES('a71d0869dd345cebaf574dfa','1000.0001:test:T1:C-support:message','1000.0001:test:T1:C-support:message','answered','anna','watched',0,'576ec59c7db1843847ab135bd4794b83f126b54cf049bf5b0038ca9015b3a651',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,NULL,0,'2026-11-25 13:30:59.191676','2026-11-25 13:30:59.191676');
INSERT INTO "cases" VALUES('048f92fdf03189d3da2c7e77','1000.0002:test:T1:C-support:message','1000.0002:test:T1:C-support:message','escalated','anna','watched',0,'20658800699604a366ff7669545f21861cf5b92385e85f835645fab7c6e6189d','{"f":[{"c":"blacklisted","p":true,"u":"postfix-client-denied","s":"5.7.1","y":"554","q":"554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org","l":{"name":"Spamhaus ZEN","blocked":"192.0.2.7","page":"https://check.spamhaus.org/"}}]}',NULL,0,1,0,NULL,NULL,NULL,NULL,NULL,1,'2026-11-25 13:30:59.238482','2026-11-25 13:30:59.241315');
INSERT INTO "cases" VALUES('fc2519f02a3e721d60b0dd22','1000.0004:test:T1:C-support:message','1000.0004:test:T1:C-support:message','answered','anna','watched',0,'65e00c36dedd65415a193cf6858191f66966edaba7716a892fa1ed4a1c1161f1','{"f":[{"c":"unknown-bounce","p":true,"r":["kees@klant.example"],"s":"5.0.0","y":"554","q":"554 5.0.0 <kees@klant.example>: frobnication of the flux failed"}]}',NULL,0,0,0,NULL,NULL,NULL,NULL,NULL,0,'2026-11-25 13:30:59.320353','2026-11-25 13:30:59.320353');
INSERT INTO "cases" VALUES('8536b5565f362237620fcee7','1000.0005:test:T1:C-support:message','1000.0005:test:T1:C-support:message','answered','anna','watched',0,'bdae7ba11e8abc039cb7286f32597e85fe2c3553decb964c6b8ae70f962fa761',NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,NULL,0,'2026-11-25 13:30:59.826159','2026-11-25 13:30:59.826159');
CREATE TABLE intake (
	"key" VARCHAR(520) NOT NULL, 
	event_id VARCHAR(200), 
	kind VARCHAR(40) NOT NULL, 
	manner VARCHAR(20), 
	partition_key VARCHAR(520) NOT NULL, 
	payload TEXT, 
	text_mac VARCHAR(64), 
	outcome VARCHAR(20) NOT NULL, 
	error VARCHAR(100), 
	created_at DATETIME NOT NULL, 
	done_at DATETIME, 
	PRIMARY KEY ("key")
);
INSERT INTO "intake" VALUES('1000.0001:test:T1:C-support:message',NULL,'shown','watched','C-support:1000.0001',NULL,'576ec59c7db1843847ab135bd4794b83f126b54cf049bf5b0038ca9015b3a651','answered',NULL,'2026-11-25 13:30:58.175285','2026-11-25 13:30:59.213159');
INSERT INTO "intake" VALUES('1000.0002:test:T1:C-support:message',NULL,'shown','watched','C-support:1000.0002',NULL,'20658800699604a366ff7669545f21861cf5b92385e85f835645fab7c6e6189d','answered',NULL,'2026-11-25 13:30:59.224553','2026-11-25 13:30:59.259396');
INSERT INTO "intake" VALUES('1000.0003:test:T1:C-support:message',NULL,'shown','watched','C-support:1000.0003',NULL,'7093d9dd6c27875b47547cf15b74ac9246f0c0a048331589e450c2b07ac5e703','silent',NULL,'2026-11-25 13:30:59.272465','2026-11-25 13:30:59.297085');
INSERT INTO "intake" VALUES('1000.0004:test:T1:C-support:message',NULL,'shown','watched','C-support:1000.0004','{"key":"1000.0004:test:T1:C-support:message","event_id":null,"person":"anna","kind":"shown","place":{"platform":"test","team":"T1","conversation":"C-support","thread":null,"message":"1000.0004"},"manner":"watched","text":"554 5.0.0 <kees@klant.example>: frobnication of the flux failed","files":[],"whisper":null}','65e00c36dedd65415a193cf6858191f66966edaba7716a892fa1ed4a1c1161f1','failed','internal_error','2026-11-25 13:30:59.308976',NULL);
INSERT INTO "intake" VALUES('1000.0005:test:T1:C-support:message',NULL,'shown','watched','C-support:1000.0005','{"key":"1000.0005:test:T1:C-support:message","event_id":null,"person":"anna","kind":"shown","place":{"platform":"test","team":"T1","conversation":"C-support","thread":null,"message":"1000.0005"},"manner":"watched","text":"550 5.1.1 <piet@klant.example>: User unknown","files":[],"whisper":null}','bdae7ba11e8abc039cb7286f32597e85fe2c3553decb964c6b8ae70f962fa761','waiting',NULL,'2026-11-25 13:30:59.787475',NULL);
INSERT INTO "intake" VALUES('1000.0006:test:T1:C-support:message',NULL,'shown','watched','C-support:1000.0005','{"key":"1000.0006:test:T1:C-support:message","event_id":null,"person":"anna","kind":"shown","place":{"platform":"test","team":"T1","conversation":"C-support","thread":"1000.0005","message":"1000.0006"},"manner":"watched","text":"Iemand een idee? 550 5.2.2 <jan@klant.example>: mailbox is full","files":[],"whisper":null}','576ec59c7db1843847ab135bd4794b83f126b54cf049bf5b0038ca9015b3a651','waiting',NULL,'2026-11-25 13:30:59.838177',NULL);
INSERT INTO "intake" VALUES('1000.0007:test:T1:C-support:message',NULL,'shown','watched','C-support:1000.0007','{"key":"1000.0007:test:T1:C-support:message","event_id":null,"person":"anna","kind":"shown","place":{"platform":"test","team":"T1","conversation":"C-support","thread":null,"message":"1000.0007"},"manner":"watched","text":"550 5.1.1 <piet@klant.example>: User unknown","files":[],"whisper":null}',NULL,'waiting',NULL,'2026-01-01 00:00:00',NULL);
CREATE TABLE postings (
	"key" VARCHAR(520) NOT NULL, 
	slot VARCHAR(40) NOT NULL, 
	place JSON, 
	attempted_at DATETIME NOT NULL, 
	done_at DATETIME, 
	PRIMARY KEY ("key", slot)
);
INSERT INTO "postings" VALUES('1000.0001:test:T1:C-support:message','answer','{"platform": "test", "team": "T1", "conversation": "C-support", "thread": "1000.0001", "message": "m1001"}','2026-11-25 13:30:59.200859','2026-11-25 13:30:59.204208');
INSERT INTO "postings" VALUES('1000.0002:test:T1:C-support:message','answer','{"platform": "test", "team": "T1", "conversation": "C-support", "thread": "1000.0002", "message": "m1002"}','2026-11-25 13:30:59.243984','2026-11-25 13:30:59.246093');
INSERT INTO "postings" VALUES('1000.0002:test:T1:C-support:message','helpdesk','{"platform": "test", "team": "T1", "conversation": "C-helpdesk", "thread": null, "message": "m1003"}','2026-11-25 13:30:59.251126','2026-11-25 13:30:59.253089');
INSERT INTO "postings" VALUES('1000.0004:test:T1:C-support:message','answer',NULL,'2026-11-25 13:30:59.325354',NULL);
INSERT INTO "postings" VALUES('1000.0005:test:T1:C-support:message','answer',NULL,'2026-11-25 13:30:59.834921',NULL);
CREATE INDEX ix_intake_outcome ON intake (outcome);
CREATE INDEX ix_cases_state ON cases (state);
CREATE INDEX ix_cases_text_mac ON cases (text_mac);
CREATE INDEX ix_cases_changed_at ON cases (changed_at);
CREATE INDEX ix_case_places_message ON case_places (conversation, message);
CREATE INDEX ix_case_failures_cause ON case_failures (cause);
CREATE INDEX ix_audit_case_id ON audit (case_id);
CREATE UNIQUE INDEX ix_audit_work ON audit (case_id, "key", move);
COMMIT;
